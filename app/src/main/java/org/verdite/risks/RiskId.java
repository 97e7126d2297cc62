package org.verdite.risks;

/// Number of a risk or an opportunity.
public record RiskId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
