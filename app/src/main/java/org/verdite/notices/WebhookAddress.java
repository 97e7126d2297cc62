package org.verdite.notices;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where webhooks may lie: at a public address by https. Hosts of the own network only when
/// `verdite.webhooks.allow` names them; http only to this machine itself, when it is named there.
@Component
class WebhookAddress {

    /// Why an address is refused; the name is part of a message key.
    enum Fault {
        MALFORMED,
        NOT_HTTPS,
        PRIVATE,
        UNKNOWN
    }

    private final Set<String> allowed;

    WebhookAddress(@Value("${verdite.webhooks.allow:}") String[] allowed) {
        this.allowed = Set.copyOf(Arrays.stream(allowed)
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList());
    }

    /// Null when the address may be called. Asks for the name each time: what was public may not be any more.
    @org.jspecify.annotations.Nullable Fault fault(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Fault.MALFORMED;
        }
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getScheme() == null) {
            return Fault.MALFORMED;
        }
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return Fault.UNKNOWN;
        }
        boolean named = allowed.contains(host.toLowerCase(Locale.ROOT));
        boolean here = named && Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
        if (!uri.getScheme().equals("https") && !(uri.getScheme().equals("http") && here)) {
            return Fault.NOT_HTTPS;
        }
        return named || Arrays.stream(addresses).noneMatch(WebhookAddress::reserved) ? null : Fault.PRIVATE;
    }

    /// Addresses that are not somebody else's place in the public network.
    static boolean reserved(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] b = address.getAddress();
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        return switch (address) {
            case Inet4Address _ ->
                first == 0
                        || first >= 240
                        || first == 100 && second >= 64 && second < 128
                        || first == 192 && second == 0 && b[2] == 0
                        || first == 198 && (second == 18 || second == 19);
            // unique local, translated (64:ff9b), 6to4 and compatible addresses hide another one
            case Inet6Address v6 ->
                (first & 0xfe) == 0xfc
                        || first == 0 && second == 0x64
                        || first == 0x20 && second == 0x02
                        || v6.isIPv4CompatibleAddress();
            default -> true;
        };
    }
}
