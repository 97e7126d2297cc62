/// Pages and JSON of the environmental policy.
@NullMarked
package org.verdite.targets.web.policy;

import org.jspecify.annotations.NullMarked;
