/// Papers that leave Verdite: one content, written as Word and as PDF.
@NullMarked
@NamedInterface("print")
package org.verdite.ui.print;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
