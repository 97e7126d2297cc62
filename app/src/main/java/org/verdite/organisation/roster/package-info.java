/// The organisation and its people brought as a workbook or as lists: judged line by line, and then taken in as a
/// whole.
@NullMarked
package org.verdite.organisation.roster;

import org.jspecify.annotations.NullMarked;
