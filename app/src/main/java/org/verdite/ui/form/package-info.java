/// Forms: what was typed stays, each problem stands at its field.
@NullMarked
@NamedInterface("form")
package org.verdite.ui.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
