@NullMarked
package org.verdite.documents.web;

import org.jspecify.annotations.NullMarked;
