package org.verdite.ui;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.springframework.web.util.WebUtils;

/// What a reader chose for their pages; kept in cookies of their own, so that nothing flashes before it is known.
public final class Preferences {

    /// `light`, `dark`, or absent to follow the system.
    public static final String APPEARANCE = "appearance";

    /// `en` or `zh-CN`.
    public static final String LANGUAGE = "language";

    private static final String ZONE = "zone";

    private Preferences() {}

    static String appearance(HttpServletRequest request) {
        String value = cookie(request, APPEARANCE);
        return value.equals("light") || value.equals("dark") ? value : "";
    }

    static ZoneId zone(HttpServletRequest request) {
        try {
            String value = cookie(request, ZONE);
            return value.isEmpty() ? ZoneId.of("Asia/Shanghai") : ZoneId.of(value);
        } catch (DateTimeException e) {
            return ZoneId.of("Asia/Shanghai");
        }
    }

    private static String cookie(HttpServletRequest request, String name) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null ? "" : cookie.getValue();
    }
}
