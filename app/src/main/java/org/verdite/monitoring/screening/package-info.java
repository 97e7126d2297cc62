/// Results that deserve a second look, and results that a person takes out of judging with another's consent.
@NullMarked
@NamedInterface("screening")
package org.verdite.monitoring.screening;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
