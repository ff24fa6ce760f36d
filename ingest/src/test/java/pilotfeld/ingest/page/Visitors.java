package pilotfeld.ingest.page;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import pilotfeld.ingest.RunningSystem;

/// People with a browser, who come to the pages of a neighbourhood; both are there for all tests of
/// a class.
final class Visitors implements BeforeAllCallback, AfterAllCallback {

  private Chromium chromium;
  private Neighbourhood neighbourhood;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    chromium = Chromium.start();
    neighbourhood = new Neighbourhood();
  }

  // It is called as well where one of the two did not start.
  @Override
  public void afterAll(ExtensionContext context) {
    if (neighbourhood != null) {
      neighbourhood.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /// Where they come to.
  Neighbourhood neighbourhood() {
    return neighbourhood;
  }

  /// What runs there.
  RunningSystem system() {
    return neighbourhood.system();
  }

  /// Somebody at a desk.
  Visit atADesk() {
    return chromium.visit(system());
  }

  /// Somebody with a phone, where something is measured.
  Visit byPhone() {
    return chromium.visitByPhone(system());
  }
}
