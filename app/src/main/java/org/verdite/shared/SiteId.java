package org.verdite.shared;

/// A production or operation site: a mine, smelter, refinery or processing plant.
public record SiteId(int value) {
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
