package org.verdite.inspections;

/// A criterion as an edition asks it.
///
/// @param edition where it is written: the one asked for, or one it stands on
/// @param own written in the edition asked for
/// @param against the list it stands on
/// @param version for who edits it
public record Criterion(int id, int edition, int place, boolean own, Against against, int version, NewCriterion asks) {

    public String code() {
        return asks.code();
    }
}
