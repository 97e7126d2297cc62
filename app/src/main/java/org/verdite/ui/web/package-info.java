@NullMarked
package org.verdite.ui.web;

import org.jspecify.annotations.NullMarked;
