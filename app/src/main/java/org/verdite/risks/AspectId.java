package org.verdite.risks;

/// Number of an environmental aspect.
public record AspectId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
