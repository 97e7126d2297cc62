package org.verdite.risks;

/// What a link or a citation stands at: an aspect or a risk.
public record Subject(boolean isAspect, long id) {

    public static Subject of(AspectId id) {
        return new Subject(true, id.value());
    }

    public static Subject of(RiskId id) {
        return new Subject(false, id.value());
    }
}
