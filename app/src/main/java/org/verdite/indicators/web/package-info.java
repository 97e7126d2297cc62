/// Pages and JSON of indicators.
@NullMarked
package org.verdite.indicators.web;

import org.jspecify.annotations.NullMarked;
