package org.verdite.notices;

/// The steps of the ladder: the section itself, the next unit above that somebody manages, the subsidiary or region,
/// the group.
public enum Rung {
    SECTION,
    ABOVE,
    SUBSIDIARY,
    GROUP;

    int number() {
        return ordinal() + 1;
    }

    public static Rung of(int number) {
        return values()[number - 1];
    }
}
