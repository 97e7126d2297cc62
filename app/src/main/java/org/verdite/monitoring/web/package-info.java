@NullMarked
package org.verdite.monitoring.web;

import org.jspecify.annotations.NullMarked;
