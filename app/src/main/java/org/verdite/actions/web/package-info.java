@NullMarked
package org.verdite.actions.web;

import org.jspecify.annotations.NullMarked;
