package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static pilotfeld.ingest.service.Variables.faults;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.account.Role;

/// What is set of the provider of an organisation.
class SignOnSourceTest {

  private static final String SECRET = "4f1c2d9b7a6e5f3c0b8d1a2e4c6f8091";

  @Test
  void aProviderSaysWhichOfItsRolesStandForWhichHere() {
    var set =
        Map.of(
            "PILOTFELD_OIDC_ISSUER", "https://sso.example.org/realms/swo",
            "PILOTFELD_OIDC_CLIENT_ID", "pilotfeld",
            "PILOTFELD_OIDC_CLIENT_SECRET", SECRET,
            "PILOTFELD_OIDC_ROLES", "/pilots/admin=administrator field=Technician");

    var provider = Settings.from(set).signOn().orElseThrow();

    assertEquals(
        Map.of("/pilots/admin", Role.ADMINISTRATOR, "field", Role.TECHNICIAN), provider.roles());
    assertEquals("roles", provider.roleClaim());
    assertFalse(provider.toString().contains(SECRET));
  }

  @Test
  void whatIsWrongWithAProviderIsNamed() {
    assertEquals(
        List.of(
            "PILOTFELD_OIDC_CLIENT_ID is not set: PILOTFELD_OIDC_ISSUER needs it",
            "PILOTFELD_OIDC_ISSUER is “http://sso.example.org”: an address with https:// belongs there",
            "PILOTFELD_OIDC_ROLES has “field”: a name there, =, and one of technician, engineer, evaluator, planner, administrator belong there"),
        faults(
            Map.of(
                "PILOTFELD_OIDC_ISSUER", "http://sso.example.org",
                "PILOTFELD_OIDC_ROLES", "field admin=administrator")));
    assertEquals(
        List.of("PILOTFELD_OIDC_CLIENT_ID needs PILOTFELD_OIDC_ISSUER"),
        faults(Map.of("PILOTFELD_OIDC_CLIENT_ID", "pilotfeld")));
  }
}
