package org.verdite.risks;

/// What an aspect does to something.
///
/// @param what in a few words, at most 300 characters
public record Impact(long id, Receptor receptor, Effect effect, String what) {

    public enum Receptor {
        AIR,
        WATER,
        SOIL,
        BIODIVERSITY,
        COMMUNITY,
        RESOURCE
    }

    public enum Effect {
        ADVERSE,
        BENEFICIAL
    }

    public Impact(Receptor receptor, Effect effect, String what) {
        this(0, receptor, effect, what);
    }
}
