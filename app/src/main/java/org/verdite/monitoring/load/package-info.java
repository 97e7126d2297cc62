/// What an outlet discharged: mass from concentration and flow, quotas being used up, and what the discharge is taxed
/// with. Pure: no I/O, no beans.
@NullMarked
package org.verdite.monitoring.load;

import org.jspecify.annotations.NullMarked;
