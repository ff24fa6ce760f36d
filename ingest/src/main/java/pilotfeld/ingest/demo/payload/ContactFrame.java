package pilotfeld.ingest.demo.payload;

import java.util.List;

/// Adeunis Dry Contacts: the four inputs A to D.
///
/// @param isEvent a change of a contact; else the daily keep-alive
/// @param number of the frame; three bits of it are sent
/// @param contacts exactly four
public record ContactFrame(boolean isEvent, long number, List<Contact> contacts)
    implements Payload {

  private static final int EVENT = 0x40;
  private static final int KEEP_ALIVE = 0x30;

  /// One input.
  ///
  /// @param changes counted since it was installed, modulo 65,536
  /// @param wasClosed in the frame before
  public record Contact(int changes, boolean isClosed, boolean wasClosed) {

    /// An input that nothing is wired to.
    public static final Contact UNUSED = new Contact(0, false, false);
  }

  /// @throws IllegalArgumentException if there are not four contacts
  public ContactFrame {
    contacts = List.copyOf(contacts);
    if (contacts.size() != 4) {
      throw new IllegalArgumentException("contacts are " + contacts.size() + ", not 4");
    }
  }

  @Override
  public int port() {
    return 1;
  }

  @Override
  public byte[] bytes() {
    var bytes = new Bytes().one(isEvent ? EVENT : KEEP_ALIVE).one((int) (number & 7) << 5);
    for (var contact : contacts) {
      bytes.two(contact.changes());
    }
    return bytes.one(isEvent ? states(2) : states(1)).array();
  }

  /// Two bits for each contact (now, before) in an event, one in a keep-alive.
  private int states(int bitsEach) {
    var states = 0;
    for (var index = 0; index < contacts.size(); index++) {
      var contact = contacts.get(index);
      var now = contact.isClosed() ? 1 : 0;
      var before = contact.wasClosed() && bitsEach == 2 ? 2 : 0;
      states |= (now | before) << bitsEach * index;
    }
    return states;
  }
}
