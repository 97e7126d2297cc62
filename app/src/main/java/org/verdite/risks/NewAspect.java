package org.verdite.risks;

import org.verdite.shared.UnitId;

/// Something a unit does that touches the environment.
///
/// @param activity the activity, product or service, at most 200 characters
/// @param aspect what of it touches the environment, at most 200 characters
/// @param influence whether the unit holds it in its own hands or only speaks to who does
public record NewAspect(
        UnitId unit, String activity, String aspect, Stage stage, Condition condition, Influence influence) {

    /// Of a life cycle.
    public enum Stage {
        ACQUISITION,
        DESIGN,
        PRODUCTION,
        TRANSPORT,
        USE,
        END_OF_LIFE,
        DISPOSAL
    }

    public enum Condition {
        NORMAL,
        ABNORMAL,
        EMERGENCY
    }

    public enum Influence {
        CONTROLLED,
        INFLUENCED
    }
}
