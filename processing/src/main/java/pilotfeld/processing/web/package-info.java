/// The page and its interface: what people see, and nothing that decides. Nobody imports it but
/// `Main`.
package pilotfeld.processing.web;
