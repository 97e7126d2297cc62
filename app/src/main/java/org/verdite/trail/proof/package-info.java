/// The proof that nothing in the trail was changed, deleted or inserted. Plain JDBC and files: the page, the API and
/// the shell run the same lines.
@NullMarked
@NamedInterface("proof")
package org.verdite.trail.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
