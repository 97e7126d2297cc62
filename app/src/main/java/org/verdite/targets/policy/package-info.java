/// The environmental policy: its versions in two languages, the commitments it makes, who acknowledged which text.
@NullMarked
@NamedInterface("policy")
package org.verdite.targets.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
