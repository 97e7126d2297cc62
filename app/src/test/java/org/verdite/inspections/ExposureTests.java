package org.verdite.inspections;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/// When and where a camera says that it made a picture.
class ExposureTests {

    private static final TimeZone MINE = TimeZone.getTimeZone("Asia/Shanghai");

    /// The beginning of a JPEG as a camera writes it: 26°07'30" N, 101°15'00" E, at 09:14:05 of the place.
    private static byte[] picture() {
        var tiff = ByteBuffer.allocate(400);
        tiff.put("MM".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8);
        // IFD0: where the others are
        tiff.putShort((short) 2);
        entry(tiff, 0x8769, 4, 1, 40);
        entry(tiff, 0x8825, 4, 1, 90);
        tiff.putInt(0);
        tiff.position(40);
        tiff.putShort((short) 1);
        entry(tiff, 0x9003, 2, 20, 60);
        tiff.putInt(0);
        tiff.position(60);
        tiff.put("2026:11:18 09:14:05\0".getBytes(StandardCharsets.ISO_8859_1));
        tiff.position(90);
        tiff.putShort((short) 4);
        entry(tiff, 1, 2, 2, 'N' << 24);
        entry(tiff, 2, 5, 3, 160);
        entry(tiff, 3, 2, 2, 'E' << 24);
        entry(tiff, 4, 5, 3, 200);
        tiff.putInt(0);
        tiff.position(160);
        for (int n : new int[] {26, 1, 7, 1, 30, 1}) {
            tiff.putInt(n);
        }
        tiff.position(200);
        for (int n : new int[] {101, 1, 15, 1, 0, 1}) {
            tiff.putInt(n);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1});
        int length = tiff.capacity() + 8;
        out.write(length >> 8);
        out.write(length);
        out.writeBytes("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(tiff.array());
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 2});
        return out.toByteArray();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    @Test
    void its_time_counts_in_the_zone_of_the_place_and_its_place_is_degrees() {
        var exposure = Exposure.of(picture(), MINE);
        assertThat(exposure.takenAt()).isEqualTo(Instant.parse("2026-11-18T01:14:05Z"));
        assertThat(exposure.latitude()).isEqualByComparingTo("26.125");
        assertThat(exposure.longitude()).isEqualByComparingTo("101.25");
    }

    @Test
    void what_can_not_be_read_is_unknown_and_spoils_nothing() {
        assertThat(Exposure.of(new byte[0], MINE)).isEqualTo(Exposure.UNKNOWN);
        assertThat(Exposure.of("no picture".getBytes(StandardCharsets.UTF_8), MINE))
                .isEqualTo(Exposure.UNKNOWN);
        byte[] cut = Arrays.copyOf(picture(), 70);
        assertThat(Exposure.of(cut, MINE).latitude()).isNull();
    }
}
