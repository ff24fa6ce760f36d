package pilotfeld.processing.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.delivery.DeliveryImport.Way;
import pilotfeld.processing.delivery.LabelMatch.IsJoinEui;
import pilotfeld.processing.delivery.LabelMatch.NamesNothing;
import pilotfeld.processing.delivery.LabelMatch.NotOnList;
import pilotfeld.processing.delivery.LabelMatch.OnList;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.label.LabelReader;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.sheet.LineFault;

/// The table of deliveries, and labels beside it.
class DeliveryIT {

  private static final Way AS_IT_IS = new Way(Optional.empty(), false, false);
  private static final Way DRY = new Way(Optional.empty(), false, true);
  private static final Way REPLACE = new Way(Optional.empty(), true, false);
  private static final AppKey KEY = new AppKey("2b7e151628aed2a6abf7158809cf4f3c");
  private static final AppKey OTHER_KEY = new AppKey("000102030405060708090a0b0c0d0e0f");
  private static final String DEV_EUI = "24e124126a000001";
  private static final String JOIN_EUI = "24e124c0002a0001";
  private static final Delivered DEVICE = device(DEV_EUI, KEY);
  private static final MasterSecret SECRET = secret();

  @AutoClose private static final Riverside riverside = Riverside.open();

  private DeliveryList list;

  @BeforeEach
  void empty() {
    riverside.jdbi().useHandle(handle -> handle.execute("DELETE FROM delivery"));
    list = new DeliveryList(riverside.jdbi());
  }

  @Test
  void aListThatIsRunAgainChangesNothing() {
    assertEquals(new Imported(1, 0, 0, 0, List.of()), load(AS_IT_IS, DEVICE));
    var before = list.all();

    assertEquals(new Imported(0, 0, 0, 1, List.of()), load(AS_IT_IS, DEVICE));
    assertEquals(before, list.all());
    assertTrue(before.getFirst().hasKey());
    assertFalse(before.getFirst().registered());
  }

  @Test
  void aDryRunSaysTheSameAndKeepsNothing() {
    assertEquals(new Imported(1, 0, 0, 0, List.of()), load(DRY, DEVICE));

    assertEquals(List.of(), list.all());
  }

  @Test
  void theTableHoldsNoKeyThatCanBeRead() {
    load(AS_IT_IS, DEVICE);

    var row =
        riverside
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT delivery::text FROM delivery")
                        .mapTo(String.class)
                        .one());
    assertTrue(row.contains(DEV_EUI), row);
    assertFalse(row.contains(KEY.hex()), row);
    assertEquals(
        Optional.of(KEY), SECRET.open(sealed(DEV_EUI), "delivery " + DEV_EUI).map(AppKey::of));
    assertEquals(Optional.empty(), SECRET.open(sealed(DEV_EUI), "delivery 24e124126a000002"));
  }

  @Test
  void whatWasMissingIsCompletedAndNothingIsTakenAway() {
    var bare =
        new Delivered(
            2, DEV_EUI, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    load(AS_IT_IS, bare);
    assertEquals(new Imported(0, 1, 0, 0, List.of()), load(AS_IT_IS, DEVICE));
    assertEquals(new Imported(0, 0, 0, 1, List.of()), load(AS_IT_IS, bare));

    var device = list.find(DEV_EUI).orElseThrow();
    assertEquals(Optional.of(JOIN_EUI), device.joinEui());
    assertTrue(device.hasKey());
  }

  @Test
  void aContradictionIsNotTakenUntilItIsWanted() {
    load(AS_IT_IS, DEVICE);
    var other = device(DEV_EUI, OTHER_KEY);

    var refused = load(AS_IT_IS, other, device("24e124126a000002", KEY));

    assertEquals(1, refused.fresh());
    assertEquals(
        List.of(
            new LineFault(
                2,
                "it says another AppKey of 24e124126a000001 than is known: ask the vendor, or take what this list says with --replace")),
        refused.faults());
    assertEquals(Optional.of(KEY), key(SECRET));
    assertEquals(new Imported(0, 0, 1, 0, List.of()), load(REPLACE, other));
    assertEquals(Optional.of(OTHER_KEY), key(SECRET));
  }

  @Test
  void aKeyThatAnotherSecretSealedIsNotReplacedUnasked() {
    load(AS_IT_IS, DEVICE);
    var other = secret();

    var refused = load(Optional.of(other), AS_IT_IS, DEVICE);

    assertTrue(
        refused.faults().getFirst().why().contains("another PILOTFELD_SECRET_KEY"),
        () -> refused.faults().toString());
    assertEquals(Optional.of(KEY), key(SECRET));
    assertEquals(1, load(Optional.of(other), REPLACE, DEVICE).replaced());
    assertEquals(Optional.of(KEY), key(other));
  }

  @Test
  void withoutASecretNoKeyIsTakenButTheRestMayBe() {
    var withoutKey =
        new Delivered(
            2, DEV_EUI, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> load(Optional.empty(), AS_IT_IS, DEVICE));
    assertTrue(failure.getMessage().startsWith("PILOTFELD_SECRET_KEY is not set"));
    assertEquals(1, load(Optional.empty(), AS_IT_IS, withoutKey).fresh());
  }

  @Test
  void theModelThatIsGivenTakesThePlaceOfTheVendors() {
    load(new Way(Optional.of("milesight-em500-pt100"), false, false), DEVICE);

    assertEquals(Optional.of("milesight-em500-pt100"), list.find(DEV_EUI).orElseThrow().model());
  }

  @Test
  void twoImportsAtOnceAddEachDeviceOnce() {
    Callable<Imported> load = () -> load(AS_IT_IS, DEVICE);

    var all = AtOnce.call(3, List.of(load, load, load));

    assertEquals(1, all.stream().mapToInt(Imported::fresh).sum());
    assertEquals(2, all.stream().mapToInt(Imported::same).sum());
  }

  @Test
  void aDeviceThatIsRegisteredIsSaidToBe() {
    riverside.withGauge("24e124126a000009", "at-registered");
    load(AS_IT_IS, device("24e124126a000009", KEY));

    assertTrue(list.find("24-E1-24-12-6A-00-00-09").orElseThrow().registered());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LW:D0:24E124C0002A0001:24E124126A000001:00000000",
        "24E124126A000001",
        "24E124126A000001:24E124C0002A0001"
      })
  void aLabelOfADeviceThatWasDeliveredIsOnTheList(String text) {
    load(AS_IT_IS, DEVICE);

    assertEquals(new OnList(list.all().getFirst(), List.of()), match(text));
  }

  @Test
  void whereLabelAndListDifferItIsRemarkedUpon() {
    load(AS_IT_IS, DEVICE);

    assertEquals(
        List.of(
            "its JoinEUI is 24e124c0002a0002 in the code, but 24e124c0002a0001 in the list",
            "its serial number is 1 in the code, but 6126A1234567 in the list"),
        remarks("LW:D0:24E124C0002A0002:24E124126A000001:00000000:S1"));
    assertEquals(
        List.of("the code has DevEUI and JoinEUI the wrong way round"),
        remarks("24E124C0002A0001:24E124126A000001"));
    assertEquals(List.of("the code is its serial number, not its DevEUI"), remarks("6126a1234567"));
  }

  @Test
  void aBareEuiThatIsTheJoinEuiIsNamedAsSuch() {
    load(AS_IT_IS, DEVICE, device("24e124126a000002", KEY));

    assertEquals(new IsJoinEui(JOIN_EUI, 2), match("24E124C0002A0001"));
  }

  @Test
  void whatIsOnNoListIsGuessedByItsMaker() {
    load(
        AS_IT_IS,
        new Delivered(
            2,
            "a84041000181c061",
            Optional.of("70b3d57ed0000001"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));

    assertTrue(hint("A84041000181C062").contains("1 delivered devices have a DevEUI of the same"));
    assertTrue(hint("70B3D57ED0000002").contains("it may be the sticker with the JoinEUI"));
    assertEquals(new NotOnList(Optional.empty()), match("647FDA000000A1B2"));
    assertEquals(new NamesNothing(), match("https://example.com"));
  }

  @Test
  void aSerialNumberThatTwoDevicesHaveNamesNeither() {
    load(AS_IT_IS, DEVICE, device("24e124126a000002", KEY));

    assertEquals(new NotOnList(Optional.empty()), match("6126A1234567"));
  }

  private LabelMatch match(String text) {
    return LabelMatch.of(LabelReader.read(text), list);
  }

  private List<String> remarks(String text) {
    return assertInstanceOf(OnList.class, match(text)).remarks();
  }

  private String hint(String text) {
    return assertInstanceOf(NotOnList.class, match(text)).hint().orElseThrow();
  }

  private static Imported load(Way way, Delivered... devices) {
    return load(Optional.of(SECRET), way, devices);
  }

  private static Imported load(Optional<MasterSecret> secret, Way way, Delivered... devices) {
    return new DeliveryImport(riverside.jdbi(), secret).run(List.of(devices), way);
  }

  private static Optional<AppKey> key(MasterSecret secret) {
    return secret.open(sealed(DEV_EUI), "delivery " + DEV_EUI).map(AppKey::of);
  }

  private static byte[] sealed(String devEui) {
    return riverside
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT app_key_encrypted FROM delivery WHERE dev_eui = :devEui")
                    .bind("devEui", devEui)
                    .mapTo(byte[].class)
                    .one());
  }

  private static Delivered device(String devEui, AppKey key) {
    return new Delivered(
        2,
        devEui,
        Optional.of(JOIN_EUI),
        Optional.of(key),
        Optional.of("EM500-PT100"),
        Optional.of("6126A1234567"));
  }

  private static MasterSecret secret() {
    return MasterSecret.parse(MasterSecret.random()).orElseThrow();
  }
}
