package org.verdite.ui.list;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Query parameters by which a list of the API is narrowed, for its document: {@link Filters} reads them from the
/// address, so a signature does not show them.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Narrowed {

    String[] by() default {};

    /// Turned by `after`, which takes the `next` of the page before.
    boolean turned() default true;
}
