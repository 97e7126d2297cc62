@NullMarked
package org.verdite.trail.web;

import org.jspecify.annotations.NullMarked;
