package pilotfeld.processing.account;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Somebody who has said who they are, and what they may do here.
///
/// @param permissions those of the role; with a token only those that it is for, too
public record Visitor(String account, Role role, Set<Permission> permissions, Actor.Way way) {

  public Visitor {
    permissions = Set.copyOf(permissions);
  }

  static Visitor of(String account, Role role, Actor.Way way) {
    return new Visitor(account, role, role.permissions(), way);
  }

  /// Somebody whose token is for less than their role may do.
  static Visitor withScope(String account, Role role, Set<Permission> scope) {
    var both = EnumSet.noneOf(Permission.class);
    both.addAll(scope);
    both.retainAll(role.permissions());
    return new Visitor(account, role, both, Actor.Way.TOKEN);
  }

  /// Whether they may do this.
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /// As the audit trail has it.
  ///
  /// @param address of the client
  public Actor at(String address) {
    return new Actor(Optional.of(account), way, address);
  }
}
