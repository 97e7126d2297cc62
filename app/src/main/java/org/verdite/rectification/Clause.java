package org.verdite.rectification;

/// The clause an item was found against, by its address, never by its text: "ISO 14001", "2015", "8.1". Typed freely,
/// so that a list nobody keeps here can be cited too.
///
/// @param standard a law, standard or rule book
/// @param edition year or version, empty where there is none
public record Clause(String standard, String edition, String number) {

    static final int LENGTH = 80;

    public Clause {
        standard = standard.strip();
        edition = edition.strip();
        number = number.strip();
    }

    @Override
    public String toString() {
        return (edition.isEmpty() ? standard : standard + ":" + edition) + " " + number;
    }
}
