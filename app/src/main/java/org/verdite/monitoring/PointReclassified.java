package org.verdite.monitoring;

import org.verdite.shared.UnitId;

/// A point's surroundings have another class: other limits bind to it. Published inside the transaction that changes
/// it.
record PointReclassified(int point, UnitId unit) {}
