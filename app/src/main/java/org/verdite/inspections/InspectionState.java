package org.verdite.inspections;

/// Planned; open while observations are told; closing while findings are put together and discussed with the inspected;
/// issued, from when on findings are non-compliant items.
public enum InspectionState {
    PLANNED,
    OPEN,
    CLOSING,
    ISSUED,
    CANCELLED;

    public boolean over() {
        return this == ISSUED || this == CANCELLED;
    }
}
