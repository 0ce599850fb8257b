package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which containers could have been started before anybody asked. */
class WarmableTest {

  private final Warmable warmable = new Warmable(Set.of("/var/run/docker.sock"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "PRIVILEGED             | 'Image':'a','HostConfig':{'Privileged':true}",
        "CUSTOM_NETWORK         | 'Image':'a','HostConfig':{'NetworkMode':'net'}",
        "CUSTOM_NETWORK         | 'Image':'a','HostConfig':{'NetworkMode':'host'}",
        "CUSTOM_NETWORK         | 'Image':'a','HostConfig':{'NetworkMode':'container:x'}",
        "CUSTOM_NETWORK         | 'Image':'a','NetworkingConfig':{'EndpointsConfig':{'net':{}}}",
        "CUSTOM_NETWORK         | 'Image':'a','MacAddress':'02:42:ac:11:00:02'",
        "FIXED_HOST_PORT        | 'Image':'a','HostConfig':{'PortBindings':{'1/tcp':[{'HostPort':'80'}]}}",
        "BIND_MOUNT             | 'Image':'a','HostConfig':{'Binds':['/tmp/x:/x:ro']}",
        "BIND_MOUNT             | 'Image':'a','HostConfig':{'Binds':['volume:/x']}",
        "BIND_MOUNT             | 'Image':'a','HostConfig':{'Mounts':[{'Type':'bind','Source':'/x'}]}",
        "BIND_MOUNT             | 'Image':'a','HostConfig':{'Mounts':[{'Type':'volume','Source':'v'}]}",
        "AUTO_REMOVE            | 'Image':'a','HostConfig':{'AutoRemove':true}",
        "RESTART_POLICY         | 'Image':'a','HostConfig':{'RestartPolicy':{'Name':'always'}}",
        "LINKS                  | 'Image':'a','HostConfig':{'Links':['a:b']}",
        "VOLUMES_FROM           | 'Image':'a','HostConfig':{'VolumesFrom':['a']}",
        "DEVICES                | 'Image':'a','HostConfig':{'DeviceRequests':[{'Count':-1}]}",
        "HOST_NAMESPACE         | 'Image':'a','HostConfig':{'PidMode':'host'}",
        "HOST_NAMESPACE         | 'Image':'a','HostConfig':{'IpcMode':'container:x'}",
        "ATTACHED               | 'Image':'a','AttachStdout':true",
        "ATTACHED               | 'Image':'a','OpenStdin':true",
        "REUSABLE               | 'Image':'a','Labels':{'org.testcontainers.hash':'1'}",
        "CUSTOM_NETWORK         | 'Image':'a','NetworkingConfig':{'EndpointsConfig':{'bridge':{'Links':['x:y']}}}",
        "CUSTOM_NETWORK         | 'Image':'a','NetworkingConfig':{'EndpointsConfig':{'bridge':{'MacAddress':'02:42:ac:11:00:02'}}}",
        "CUSTOM_NETWORK         | 'Image':'a','NetworkingConfig':{'EndpointsConfig':{'bridge':{'IPAMConfig':{'IPv4Address':'172.17.0.9'}}}}",
        "CUSTOM_NETWORK         | 'Image':'a','NetworkingConfig':{'EndpointsConfig':{'default':{'Aliases':['db']}}}",
        "HOST_ADDRESS           | 'Image':'a','HostConfig':{'ExtraHosts':['db:host-gateway']}",
        "HOST_ADDRESS           | 'Image':'a','Env':['URL=http://host.testcontainers.internal:80/']",
        "HOST_ADDRESS           | 'Image':'a','Cmd':['--proxy','host.docker.internal:3128']",
        "HOST_ADDRESS           | 'Image':'a','Cmd':['--to=172.17.0.1:8080']",
        "HOST_ADDRESS           | 'Image':'a','Entrypoint':'ping 10.0.0.7'",
        "HOST_ADDRESS           | 'Image':'a','Env':['A=127.0.0.1 10.1.2.3.']",
        "OWN_LABELS             | 'Image':'a','Labels':{'org.testcontainers':'true','traefik':'1'}",
        "OWN_LABELS             | 'Image':'a','Labels':{'org.testcontainersx':'true'}",
        "NOT_UNDERSTOOD         | 'Cmd':['a']",
      })
  void theseCouldNot(PassReason reason, String body) {
    assertThat(warmable.refusal(json(body))).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Image':'a'",
        "'Image':'a','HostConfig':null,'NetworkingConfig':null,'AttachStdout':null",
        "'Image':'a','HostConfig':{'NetworkMode':'bridge','Privileged':false,'Links':null}",
        "'Image':'a','HostConfig':{'PortBindings':{'1/tcp':[{'HostIp':'','HostPort':''}]}}",
        "'Image':'a','HostConfig':{'Binds':['/var/run/docker.sock:/var/run/docker.sock:rw']}",
        "'Image':'a','HostConfig':{'Mounts':[{'Type':'tmpfs'},{'Type':'volume','Source':''}]}",
        "'Image':'a','HostConfig':{'ExtraHosts':null},'Env':['L=0.0.0.0:92','M=127.0.0.1','V=1.2.3','W=1.2.3.4.5']",
        "'Image':'a','NetworkingConfig':{'EndpointsConfig':{'default':{'IPAMConfig':null,'Links':[],'MacAddress':'','GwPriority':0}}}",
        "'Image':'a','Labels':{'org.testcontainers':'true','org.testcontainers.sessionId':'1'}",
        "'Image':'a','HostConfig':{'RestartPolicy':{'Name':'no','MaximumRetryCount':0}}",
        "'Image':'a','HostConfig':{'RestartPolicy':{'Name':''}}",
        "'Image':'a','HostConfig':{'RestartPolicy':null}",
        "'Image':'a','HostConfig':{'IpcMode':'private','VolumesFrom':[],'Tmpfs':{'/x':'rw'}}",
      })
  void theseCould(String body) {
    assertThat(warmable.refusal(json(body))).isEmpty();
  }

  private static tools.jackson.databind.JsonNode json(String body) {
    return Json.read("{" + body.replace('\'', '"') + "}").orElseThrow();
  }
}
