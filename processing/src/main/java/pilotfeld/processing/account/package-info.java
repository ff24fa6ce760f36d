/// Who may see more than the public page. One administrator for now.
package pilotfeld.processing.account;
