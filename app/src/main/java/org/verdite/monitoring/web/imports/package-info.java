/// Files of results and workbooks of registers, from sending to what became of them.
@NullMarked
package org.verdite.monitoring.web.imports;

import org.jspecify.annotations.NullMarked;
