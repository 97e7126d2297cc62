/// Units as laboratories and authorities write them, and what may be converted into what. Pure: no I/O, no beans.
@NullMarked
@NamedInterface("units")
package org.verdite.shared.units;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
