// pack FOLDER ARCHIVE: puts all files of a folder, and of the folders in it, into one file.
//
// An archive is the word "PACK" and the number of files; then for each file the length of its
// name, its length, its CRC-32, its name, and its content. Numbers are 32 bits wide, little-endian.
// What is only known later is left blank, and filled in by going back.
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static FILE *archive;
static uint32_t files;

static void require(int good, const char *what) {
    if (!good) {
        perror(what);
        exit(1);
    }
}

static void put(uint32_t number) { require(fwrite(&number, sizeof number, 1, archive) == 1, "write"); }

static void put_at(long position, uint32_t number) {
    require(fseek(archive, position, SEEK_SET) == 0, "seek");
    put(number);
}

static uint32_t crc32(uint32_t crc, const unsigned char *bytes, size_t count) {
    crc = ~crc;
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
        }
    }
    return ~crc;
}

static void pack_file(const char *path) {
    static unsigned char buffer[64 * 1024];
    uint32_t length = 0, crc = 0, name = strlen(path);
    FILE *file = fopen(path, "rb");
    require(file != NULL, path);
    put(name);
    long blank = ftell(archive);
    put(0);
    put(0);
    require(fwrite(path, 1, name, archive) == name, "write");
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0) {
        length += count;
        crc = crc32(crc, buffer, count);
        require(fwrite(buffer, 1, count, archive) == count, "write");
    }
    require(!ferror(file) && fclose(file) == 0, path);
    put_at(blank, length);
    put(crc);
    require(fseek(archive, 0, SEEK_END) == 0, "seek");
    files++;
    printf("%s: %u bytes, %08x\n", path, (unsigned)length, (unsigned)crc);
}

static void pack_folder(const char *path) {
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    require(count >= 0, path);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
            char *child;
            struct stat found;
            require(asprintf(&child, "%s/%s", path, name) > 0, path);
            require(stat(child, &found) == 0, child);
            (S_ISDIR(found.st_mode) ? pack_folder : pack_file)(child);
            free(child);
        }
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("usage: pack FOLDER ARCHIVE\n", stderr);
        return 2;
    }
    archive = fopen(argv[2], "wb");
    require(archive != NULL, argv[2]);
    require(fwrite("PACK", 1, 4, archive) == 4, "write");
    put(0);
    pack_folder(argv[1]);
    put_at(4, files);
    require(fclose(archive) == 0, argv[2]);
    printf("%u files\n", (unsigned)files);
}
