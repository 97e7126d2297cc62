/// Workbooks as they come in: bounded, streamed, their cells made into text; which are refused.
@NullMarked
@NamedInterface("book")
package org.verdite.ui.book;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
