// What Enhanced RTMP lets two peers tell each other when they connect.
// Source: "Enhanced RTMP" v2 (Veovera), section "Enhancing NetConnection connect Command".
#pragma once

#include "wire/amf/value.hpp"

namespace lyceum::rtmp {

// The members to add to the answer: of each kind of list the client sent (fourCcList, videoFourCcInfoMap,
// audioFourCcInfoMap, capsEx), the part that is supported here. Empty for a client that knows nothing of it.
std::vector<amf::Member> common_capabilities(const amf::Value& connect_object);

}  // namespace lyceum::rtmp
