/// Lists: filters in the URL, keyset paging, export of what is filtered.
@NullMarked
@NamedInterface("list")
package org.verdite.ui.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
