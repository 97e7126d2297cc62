package org.verdite.shared;

/// A clause of a standard, named without depending on the room that keeps standards.
///
/// @param standard its code: `ISO 14001`
/// @param edition `2015`
/// @param clause its number there: `6.1.2`
public record ClauseRef(String standard, String edition, String clause) {

    /// As it is written: `ISO 14001:2015, 6.1.2`.
    public String written() {
        return standard + ":" + edition + ", " + clause;
    }
}
