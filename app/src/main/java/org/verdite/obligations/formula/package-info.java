/// Limits that depend on other values: a small language with units. Pure: no I/O, no beans, no loops, no names but
/// those it is given.
@NullMarked
@NamedInterface("formula")
package org.verdite.obligations.formula;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
