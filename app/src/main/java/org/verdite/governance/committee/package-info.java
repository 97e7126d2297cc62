/// Committees of a unit: who sits in them, what is put before them, what they decide.
@NullMarked
@NamedInterface("committee")
package org.verdite.governance.committee;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
