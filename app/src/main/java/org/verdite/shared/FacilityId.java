package org.verdite.shared;

/// A stack, outfall, dam, plant, well or another thing that permits and points hang on.
public record FacilityId(int value) {
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
