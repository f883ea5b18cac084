package io.github.ffunit.internal.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.probe.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@FFmpegTest
class DashReaderTests {

    private final Path dir;

    DashReaderTests(@Work Path dir) {
        this.dir = dir;
    }

    @Test
    void template_withTimeline_listsEachSegment() throws IOException {
        DashManifest manifest = read("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT0H0M5.5S">
                  <BaseURL>all/</BaseURL>
                  <Period id="0" start="PT0S">
                    <AdaptationSet contentType="video" lang="deu" mimeType="video/mp4">
                      <SegmentTemplate timescale="1000" startNumber="3"
                          initialization="i-$RepresentationID$.m4s" media="s-$RepresentationID$-$Number%03d$-$Time$-$Bandwidth$$$.m4s">
                        <SegmentTimeline><S t="100" d="2000" r="1"/><S d="1500"/></SegmentTimeline>
                      </SegmentTemplate>
                      <Representation id="v" bandwidth="300" codecs="avc1.64000c" width="160" height="120" frameRate="25/1"/>
                    </AdaptationSet>
                  </Period>
                </MPD>
                """);

        assertThat(manifest.dynamic()).isFalse();
        assertThat(manifest.duration()).contains(new Rational(11, 2));
        DashManifest.Representation video = manifest.representations().get(0);
        assertThat(video.place()).isEqualTo("MPD/Period[1]/AdaptationSet[1]/Representation[1]");
        assertThat(video.id()).isEqualTo("v");
        assertThat(video.contentType()).isEqualTo("video");
        assertThat(video.language()).contains("deu");
        assertThat(video.codecs()).containsExactly("avc1.64000c");
        assertThat(video.width()).hasValue(160);
        assertThat(video.frameRate()).contains(Rational.of(25));
        assertThat(video.segments().get(0))
                .isEqualTo(new Segment(
                        "MPD/Period[1]/AdaptationSet[1]/SegmentTemplate[1], segment 0",
                        whole("all/s-v-003-100-300$.m4s"),
                        Optional.of(whole("all/i-v.m4s")),
                        Rational.of(2),
                        new Rational(1, 1000),
                        false,
                        false));
        assertThat(video.segments().get(2).media()).isEqualTo(whole("all/s-v-005-4100-300$.m4s"));
        assertThat(video.segments().get(2).duration()).isEqualTo(new Rational(3, 2));
    }

    @Test
    void template_withDuration_coversThePeriod() throws IOException {
        List<Segment> segments = read("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT10S"><Period>
                  <SegmentTemplate media="$Number$.m4s" duration="4"/>
                  <AdaptationSet mimeType="audio/mp4"><Representation id="a" bandwidth="1"/></AdaptationSet>
                </Period></MPD>
                """).representations().get(0).segments();

        assertThat(segments)
                .extracting(segment -> segment.media().toString())
                .containsExactly("1.m4s", "2.m4s", "3.m4s");
        assertThat(segments)
                .extracting(Segment::duration)
                .containsExactly(Rational.of(4), Rational.of(4), Rational.of(2));
    }

    @Test
    void timeline_withNegativeRepeat_goesOnToTheNextEntryAndTheEnd() throws IOException {
        List<Segment> segments = read("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT9S"><Period>
                  <AdaptationSet><SegmentTemplate media="$Time$.m4s"><SegmentTimeline>
                    <S t="0" d="2" r="-1"/><S t="4" d="3" r="-1"/>
                  </SegmentTimeline></SegmentTemplate><Representation id="a" bandwidth="1"/></AdaptationSet>
                </Period></MPD>
                """).representations().get(0).segments();

        assertThat(segments)
                .extracting(segment -> segment.media().toString())
                .containsExactly("0.m4s", "2.m4s", "4.m4s", "7.m4s");
    }

    @Test
    void segmentList_hasPartsOfAFile() throws IOException {
        List<Segment> segments = read("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period duration="PT3S">
                  <AdaptationSet><Representation id="a" bandwidth="1"><BaseURL>a.mp4</BaseURL>
                    <SegmentList timescale="10" duration="20">
                      <Initialization range="0-99"/><SegmentURL mediaRange="100-199"/><SegmentURL media="b.mp4"/>
                    </SegmentList>
                  </Representation></AdaptationSet>
                </Period></MPD>
                """).representations().get(0).segments();

        assertThat(segments.get(0).initialization())
                .contains(new Piece(dir.resolve("a.mp4"), Optional.of(new Piece.Range(0, 100))));
        assertThat(segments.get(0).media())
                .isEqualTo(new Piece(dir.resolve("a.mp4"), Optional.of(new Piece.Range(100, 100))));
        assertThat(segments.get(1).media()).isEqualTo(whole("b.mp4"));
        assertThat(segments).extracting(Segment::duration).containsExactly(Rational.of(2), Rational.ONE);
    }

    @Test
    void representation_withoutSegments_isTheFileOfItsBase() throws IOException {
        DashManifest manifest = read("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="P1DT1H1M1S"><Period><AdaptationSet>
                  <Representation id="a" bandwidth="1"><BaseURL>a.mp4</BaseURL><SegmentBase indexRange="1-2"/></Representation>
                </AdaptationSet></Period></MPD>
                """);

        assertThat(manifest.duration()).contains(Rational.of(90_061));
        assertThat(manifest.representations().get(0).segments())
                .extracting(Segment::media)
                .containsExactly(whole("a.mp4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `<Period duration="1s"/>`                                             | MPD/Period[1]: @duration must be days, hours, minutes and seconds as in [PT1H2M3.5S] but was [1s]
            `<Period><AdaptationSet/><AdaptationSet><Representation bandwidth="1"/></AdaptationSet></Period>` | MPD/Period[1]/AdaptationSet[2]/Representation[1]: must have @id
            `<Period><AdaptationSet><Representation id="a"/></AdaptationSet></Period>` | MPD/Period[1]/AdaptationSet[1]/Representation[1]: must have @bandwidth
            `<Period><AdaptationSet><Representation id="a" bandwidth="x"/></AdaptationSet></Period>` | MPD/Period[1]/AdaptationSet[1]/Representation[1]: @bandwidth must be a whole number but was [x]
            `<Period><SegmentTemplate/>R</Period>`                                | MPD/Period[1]/SegmentTemplate[1]: must have @media
            `<Period><SegmentTemplate media="a"/>R</Period>`                      | MPD/Period[1]/SegmentTemplate[1]: must have @duration or a SegmentTimeline
            `<Period><SegmentTemplate media="a" duration="1"/>R</Period>`         | MPD/Period[1]/SegmentTemplate[1]: has @duration, so MPD@mediaPresentationDuration or Period@duration must tell how many segments there are
            `<Period duration="PT9S"><SegmentTemplate media="$Numer$" duration="1"/>R</Period>` | MPD/Period[1]/SegmentTemplate[1]: has [$Numer$], where a [$] starts none of $RepresentationID$, $Number$, $Bandwidth$, $Time$, $$
            `<Period duration="PT9S"><SegmentTemplate media="a" duration="0"/>R</Period>` | MPD/Period[1]/SegmentTemplate[1]: @duration must be above 0 but was [0]
            `<Period duration="PT999999S"><SegmentTemplate media="a" duration="1" timescale="10"/>R</Period>` | MPD/Period[1]/SegmentTemplate[1]: tells of 9999990 segments; this reader takes 100000
            `<Period><SegmentTemplate media="a"><SegmentTimeline><S d="1" r="-1"/></SegmentTimeline></SegmentTemplate>R</Period>` | MPD/Period[1]/SegmentTemplate[1]/SegmentTimeline[1]/S[1]: @r is negative, so the duration of the period must be stated
            `<Period><SegmentList duration="1"><SegmentURL media="a" mediaRange="9-1"/></SegmentList>R</Period>` | MPD/Period[1]/SegmentList[1]/SegmentURL[1]: @mediaRange must be FIRST-LAST in bytes but was [9-1]
            `<Period><BaseURL>https://example.org/</BaseURL>R</Period>`           | MPD/Period[1]/AdaptationSet[1]/Representation[1]: [https://example.org/.] must be a relative URI, so that the file can be found beside the playlist
            """)
    void manifest_thatIsWrong_isRefusedWithTheElement(String body, String message) {
        String set = "<AdaptationSet><Representation id=\"a\" bandwidth=\"1\"/></AdaptationSet>";

        assertThatThrownBy(() -> read("<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">%s</MPD>"
                        .formatted(body.replace("R</P", set + "</P"))))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessage("Playlist [%s], %s", dir.resolve("m.mpd"), message);
    }

    @Test
    void manifest_thatIsNoXml_isRefusedWithTheLine() {
        assertThatThrownBy(() -> read("<MPD>\n<Period>\n</MPD>"))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessageStartingWith("Playlist [%s], line 3: ".formatted(dir.resolve("m.mpd")));
        assertThatThrownBy(() -> read("<MPD/>"))
                .hasMessageEndingWith(
                        "MPD: must be MPD of the namespace [urn:mpeg:dash:schema:mpd:2011] but is of [null]");
    }

    @Test
    void manifest_withADocumentType_isRefused() throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), "secret");

        assertThatThrownBy(() -> read("""
                <!DOCTYPE MPD [<!ENTITY s SYSTEM "%s">]>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011">&s;</MPD>
                """.formatted(secret.toUri())))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessageStartingWith("Playlist [%s], line 1: DOCTYPE is disallowed".formatted(dir.resolve("m.mpd")));
    }

    @Test
    void manifests_ofFFmpeg_nameFilesThatAreThere(FFmpeg ffmpeg) throws IOException {
        Path timeline = Files.createDirectory(dir.resolve("t")).resolve("m.mpd");
        Path numbers = Files.createDirectory(dir.resolve("n")).resolve("m.mpd");
        Path parts = Files.createDirectory(dir.resolve("p")).resolve("m.mpd");
        for (Path manifest : List.of(timeline, numbers, parts)) {
            ffmpeg.run(
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc2=s=160x120:d=3",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=d=3",
                    "-c:v",
                    "libx264",
                    "-g",
                    25,
                    "-seg_duration",
                    1,
                    "-use_timeline",
                    manifest == timeline ? 1 : 0,
                    "-single_file",
                    manifest == parts ? 1 : 0,
                    manifest);
        }

        for (Path manifest : List.of(timeline, numbers, parts)) {
            List<DashManifest.Representation> representations =
                    DashManifest.read(manifest).representations();
            assertThat(representations)
                    .extracting(DashManifest.Representation::contentType)
                    .containsExactly("video", "audio");
            for (DashManifest.Representation representation : representations) {
                assertThat(representation.segments()).hasSizeBetween(3, 4);
                for (Segment segment : representation.segments()) {
                    assertThat(segment.media().read()).isNotEmpty();
                    assertThat(segment.initialization().orElseThrow().read()).isNotEmpty();
                }
            }
        }
    }

    private Piece whole(String name) {
        return new Piece(dir.resolve(name), Optional.empty());
    }

    private DashManifest read(String text) throws IOException {
        return DashManifest.read(Files.writeString(dir.resolve("m.mpd"), text));
    }
}
