/// Who may do what: accounts with a role, logins, tokens of programs, and the trail of what was
/// done.
package pilotfeld.processing.account;
