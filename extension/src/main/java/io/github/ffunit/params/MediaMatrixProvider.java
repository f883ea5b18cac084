package io.github.ffunit.params;

import io.github.ffunit.fixtures.Container;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;

/** All combinations. */
final class MediaMatrixProvider implements ArgumentsProvider, AnnotationConsumer<MediaMatrix> {

    private List<Container> containers = List.of();
    private List<String> video = List.of();
    private List<String> audio = List.of();

    @Override
    public void accept(MediaMatrix annotation) {
        containers = List.of(annotation.containers());
        video = List.of(annotation.video());
        audio = List.of(annotation.audio());
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ExtensionContext context) {
        if (containers.isEmpty() || (video.isEmpty() && audio.isEmpty())) {
            throw new ExtensionConfigurationException(
                    "@MediaMatrix needs at least one container, and one codec of video or audio, but has containers %s, video %s, audio %s"
                            .formatted(containers, video, audio));
        }
        return containers.stream().flatMap(container -> choices(video)
                .flatMap(picture -> choices(audio).map(sound -> Arguments.of(caseOf(container, picture, sound)))));
    }

    /** Without codecs there is one choice: to have no such track. */
    private static Stream<Optional<String>> choices(List<String> codecs) {
        return codecs.isEmpty() ? Stream.of(Optional.empty()) : codecs.stream().map(Optional::of);
    }

    private static MediaCase caseOf(Container container, Optional<String> video, Optional<String> audio) {
        try {
            return new MediaCase(container, video, audio);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@MediaMatrix: " + e.getMessage(), e);
        }
    }
}
