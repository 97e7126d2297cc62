package org.verdite.targets;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.UnitId;

/// Who carries a share: a unit, a post in it, or a contractor working there.
///
/// @param unit the unit itself, the post's, or where the contractor works
/// @param post the position's number; null for the others
/// @param contractor the company's number; null for the others
public record Holder(
        Kind kind,
        UnitId unit,
        @Nullable Integer post,
        @Nullable Integer contractor) {

    public enum Kind {
        UNIT,
        POST,
        CONTRACTOR
    }

    public Holder {
        if ((kind == Kind.POST) != (post != null) || (kind == Kind.CONTRACTOR) != (contractor != null)) {
            throw new IllegalArgumentException("a post and a contractor are named, a unit is not");
        }
    }

    public static Holder unit(UnitId unit) {
        return new Holder(Kind.UNIT, unit, null, null);
    }

    public static Holder post(UnitId unit, int post) {
        return new Holder(Kind.POST, unit, post, null);
    }

    public static Holder contractor(UnitId unit, int contractor) {
        return new Holder(Kind.CONTRACTOR, unit, null, contractor);
    }

    /// As a form and a signature name it: `POST:12:345`.
    public String key() {
        return kind + ":" + unit + (post != null ? ":" + post : "") + (contractor != null ? ":" + contractor : "");
    }
}
