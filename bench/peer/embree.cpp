// Peer of `tailforge bench raycast`: Embree 3 in C++, one thread, packets of 1, 8 or 16 rays with one origin.
// g++ -O3 -march=native -o embree bench/peer/embree.cpp -lembree3     (Debian: libembree-dev)
// embree MESH.raw RAYS.raw ROUNDS OUT.raw
//   MESH.raw: int32 vertices, int32 triangles, float xyz..., int32 abc...   RAYS.raw: int32 count, float origin[3], float dx..., dy..., dz...
//   OUT.raw: float t (inf where nothing) per ray, int32 triangle per ray, of the packets of 16
#include <embree3/rtcore.h>
#include <ctime>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cmath>
#include <vector>
#include <limits>
#include <algorithm>

static double cpu(clockid_t clock) {
    timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

template <class T> static std::vector<T> take(FILE *f, size_t n) {
    std::vector<T> v(n);
    if (fread(v.data(), sizeof(T), n, f) != n) {
        fprintf(stderr, "short file\n");
        exit(1);
    }
    return v;
}

template <class RayHit, int N> static void fill(RayHit &r, const float *o, const float *const d[3], int first) {
    for (int k = 0; k < N; k++) {
        r.ray.org_x[k] = o[0];
        r.ray.org_y[k] = o[1];
        r.ray.org_z[k] = o[2];
        r.ray.dir_x[k] = d[0][first + k];
        r.ray.dir_y[k] = d[1][first + k];
        r.ray.dir_z[k] = d[2][first + k];
        r.ray.tnear[k] = 0.1f;
        r.ray.tfar[k] = 250.0f;
        r.ray.time[k] = 0;
        r.ray.mask[k] = ~0u;
        r.ray.flags[k] = 0;
        r.hit.geomID[k] = RTC_INVALID_GEOMETRY_ID;
        r.hit.instID[0][k] = RTC_INVALID_GEOMETRY_ID;
    }
}

int main(int argc, char **argv) {
    FILE *f = fopen(argv[1], "rb");
    auto head = take<int>(f, 2);
    auto vertices = take<float>(f, 3 * (size_t) head[0]);
    auto indices = take<int>(f, 3 * (size_t) head[1]);
    fclose(f);
    f = fopen(argv[2], "rb");
    int n = take<int>(f, 1)[0];
    auto o = take<float>(f, 3);
    auto dirs = take<float>(f, 3 * (size_t) n);
    fclose(f);
    const float *d[3] = {dirs.data(), dirs.data() + n, dirs.data() + 2 * (size_t) n};
    int rounds = atoi(argv[3]);

    RTCDevice device = rtcNewDevice("threads=1,set_affinity=0");
    double build = 1e9;
    RTCScene scene = nullptr;
    for (int i = 0; i < 5; i++) {
        if (scene) rtcReleaseScene(scene);
        double begin = cpu(CLOCK_PROCESS_CPUTIME_ID);
        scene = rtcNewScene(device);
        rtcSetSceneFlags(scene, RTC_SCENE_FLAG_ROBUST);
        if (argc > 5 && !strcmp(argv[5], "fast")) rtcSetSceneFlags(scene, RTC_SCENE_FLAG_NONE);
        RTCGeometry g = rtcNewGeometry(device, RTC_GEOMETRY_TYPE_TRIANGLE);
        memcpy(rtcSetNewGeometryBuffer(g, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3, 12, head[0]), vertices.data(), vertices.size() * 4);
        memcpy(rtcSetNewGeometryBuffer(g, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3, 12, head[1]), indices.data(), indices.size() * 4);
        rtcCommitGeometry(g);
        rtcAttachGeometry(scene, g);
        rtcReleaseGeometry(g);
        rtcCommitScene(scene);
        build = std::min(build, cpu(CLOCK_PROCESS_CPUTIME_ID) - begin);
    }
    RTCIntersectContext context;
    rtcInitIntersectContext(&context);
    context.flags = RTC_INTERSECT_CONTEXT_FLAG_COHERENT;
    int valid[16];
    std::fill(valid, valid + 16, -1);
    std::vector<float> t(n, std::numeric_limits<float>::infinity());
    std::vector<int> id(n, -1);
    double best1 = 1e9, best8 = 1e9, best16 = 1e9;
    int hits = 0;
    for (int round = 0; round < rounds; round++) {
        double begin = cpu(CLOCK_THREAD_CPUTIME_ID);
        for (int i = 0; i < n; i++) {
            RTCRayHit r;
            r.ray = {o[0], o[1], o[2], 0.1f, d[0][i], d[1][i], d[2][i], 0, 250.0f, ~0u, 0, 0};
            r.hit.geomID = RTC_INVALID_GEOMETRY_ID;
            r.hit.instID[0] = RTC_INVALID_GEOMETRY_ID;
            rtcIntersect1(scene, &context, &r);
            hits += r.hit.geomID != RTC_INVALID_GEOMETRY_ID;
        }
        best1 = std::min(best1, cpu(CLOCK_THREAD_CPUTIME_ID) - begin);
        begin = cpu(CLOCK_THREAD_CPUTIME_ID);
        for (int i = 0; i + 8 <= n; i += 8) {
            alignas(32) RTCRayHit8 r;
            fill<RTCRayHit8, 8>(r, o.data(), d, i);
            rtcIntersect8(valid, scene, &context, &r);
            for (int k = 0; k < 8; k++) hits += r.hit.geomID[k] != RTC_INVALID_GEOMETRY_ID;
        }
        best8 = std::min(best8, cpu(CLOCK_THREAD_CPUTIME_ID) - begin);
        begin = cpu(CLOCK_THREAD_CPUTIME_ID);
        for (int i = 0; i + 16 <= n; i += 16) {
            alignas(64) RTCRayHit16 r;
            fill<RTCRayHit16, 16>(r, o.data(), d, i);
            rtcIntersect16(valid, scene, &context, &r);
            for (int k = 0; k < 16; k++) {
                bool hit = r.hit.geomID[k] != RTC_INVALID_GEOMETRY_ID;
                t[i + k] = hit ? r.ray.tfar[k] : std::numeric_limits<float>::infinity();
                id[i + k] = hit ? (int) r.hit.primID[k] : -1;
            }
        }
        best16 = std::min(best16, cpu(CLOCK_THREAD_CPUTIME_ID) - begin);
    }
    printf("{\"build_cpu_s\":%.4f,\"mray_1\":%.3f,\"mray_8\":%.3f,\"mray_16\":%.3f}\n", build, n / best1 * 1e-6, n / best8 * 1e-6, n / best16 * 1e-6);
    f = fopen(argv[4], "wb");
    fwrite(t.data(), 4, n, f);
    fwrite(id.data(), 4, n, f);
    fclose(f);
    return hits < 0;
}
