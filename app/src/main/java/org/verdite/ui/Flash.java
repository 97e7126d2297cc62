package org.verdite.ui;

import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The one sentence a page begins with after something was done.
///
/// @param path a link to what it speaks of, empty for none
public record Flash(State state, String key, Object[] args, String path) {

    /// "Plan approved."
    public static void done(RedirectAttributes redirect, String key, Object... args) {
        redirect.addFlashAttribute("flash", new Flash(State.OK, key, args, ""));
    }

    public static void refused(RedirectAttributes redirect, String key, Object... args) {
        redirect.addFlashAttribute("flash", new Flash(State.WARN, key, args, ""));
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Flash f && f.state == state && f.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }
}
