@NullMarked
package org.verdite.rectification.web;

import org.jspecify.annotations.NullMarked;
